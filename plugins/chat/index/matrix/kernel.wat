;; Dot products of one query with many rows of int8 vectors.
;;
;; The query lies at 0. Rows follow each other from `$row`, each `$stride` bytes: `$length` int8 (a multiple of 16),
;; then a float32 scale, then the float32 that this function writes: dot * scale.
;; 256 products are at most 127 * 127 each; sums of up to 2^17 of them fit into an i32.
(module
  (memory (export "memory") 1 65536)
  (func (export "score") (param $row i32) (param $rows i32) (param $length i32) (param $stride i32)
    (local $i i32) (local $sum v128) (local $a v128) (local $b v128) (local $dot i32)
    (block $done
      (loop $each_row
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $i (i32.const 0))
        (loop $each_block
          (local.set $a (v128.load (i32.add (local.get $row) (local.get $i))))
          (local.set $b (v128.load (local.get $i)))
          (local.set $sum (i32x4.add (local.get $sum)
            (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_low_i8x16_s (local.get $a) (local.get $b)))))
          (local.set $sum (i32x4.add (local.get $sum)
            (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_high_i8x16_s (local.get $a) (local.get $b)))))
          (local.set $i (i32.add (local.get $i) (i32.const 16)))
          (br_if $each_block (i32.lt_u (local.get $i) (local.get $length))))
        (local.set $dot
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (f32.store offset=4 (i32.add (local.get $row) (local.get $length))
          (f32.mul (f32.convert_i32_s (local.get $dot))
            (f32.load (i32.add (local.get $row) (local.get $length)))))
        (local.set $row (i32.add (local.get $row) (local.get $stride)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $each_row)))))
