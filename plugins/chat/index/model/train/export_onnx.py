#!/usr/bin/env python3
"""Writes a table of vectors as an ONNX model with 8-bit rows, as MODEL_CARD.md describes it."""

import argparse

import numpy as np
import onnx
from onnx import TensorProto
from onnx.helper import make_graph, make_model, make_node, make_opsetid, make_tensor_value_info
from onnx.numpy_helper import from_array

OPSET = 13
IR_VERSION = 8


def quantize(table):
    """[size, dimensions] int8 and a float32 scale for each row; of rows of zeros the scale is tiny."""
    scales = np.abs(table).max(1) / 127
    scales[scales == 0] = 1e-8
    rows = np.clip(np.rint(table / scales[:, None]), -127, 127).astype(np.int8)
    return rows, scales.astype(np.float32)


def cosine_error(table, rows, scales):
    """Mean of 1 - cosine between rows and what is left of them."""
    restored = rows * scales[:, None]
    lengths = np.linalg.norm(table, axis=1) * np.linalg.norm(restored, axis=1)
    return 1 - np.mean((table * restored).sum(1) / (lengths + 1e-9))


def model_of(rows, scales):
    """Sum of the rows of `input_ids`, each times its scale and its weight in `attention_mask`, at unit length."""
    nodes = [
        make_node("Gather", ["table", "input_ids"], ["g8"], axis=0),
        make_node("Cast", ["g8"], ["g"], to=TensorProto.FLOAT),
        make_node("Gather", ["scale", "input_ids"], ["s"], axis=0),
        make_node("Mul", ["s", "attention_mask"], ["w"]),
        make_node("Unsqueeze", ["w", "ax1"], ["w3"]),
        make_node("MatMul", ["w3", "g"], ["m"]),
        make_node("Squeeze", ["m", "ax1"], ["v"]),
        make_node("ReduceL2", ["v"], ["n"], axes=[1], keepdims=1),
        make_node("Max", ["n", "eps"], ["nn"]),
        make_node("Div", ["v", "nn"], ["embeddings"]),
    ]
    inputs = [
        make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "seq"]),
        make_tensor_value_info("attention_mask", TensorProto.FLOAT, ["batch", "seq"]),
    ]
    outputs = [make_tensor_value_info("embeddings", TensorProto.FLOAT, ["batch", rows.shape[1]])]
    constants = [
        from_array(rows, "table"),
        from_array(scales, "scale"),
        from_array(np.array([1], np.int64), "ax1"),
        from_array(np.array([1e-6], np.float32), "eps"),
    ]
    graph = make_graph(nodes, "static_embed", inputs, outputs, constants)
    model = make_model(graph, opset_imports=[make_opsetid("", OPSET)], producer_name="static-code-embed")
    model.ir_version = IR_VERSION
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", help="file that average_tables.py or train_table.py wrote (.npy)")
    parser.add_argument("out", help="file for the model (.onnx)")
    options = parser.parse_args()
    table = np.load(options.table).astype(np.float32)
    rows, scales = quantize(table)
    model = model_of(rows, scales)
    onnx.checker.check_model(model)
    onnx.save(model, options.out)
    print(f"{rows.shape[0]} tokens, {rows.shape[1]} dimensions, cosine error {cosine_error(table, rows, scales):.1e}")


if __name__ == "__main__":
    main()
