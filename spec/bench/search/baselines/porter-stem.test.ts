import { expect, it } from 'vitest';
import { porterStem } from './porter-stem.js';

/** Examples of the paper. */
const examples = `caresses caress, ponies poni, ties ti, caress caress, cats cat, feed feed, agreed agre, plastered plaster,
  bled bled, motoring motor, sing sing, conflated conflat, troubled troubl, sized size, hopping hop, tanned tan, falling fall,
  hissing hiss, fizzed fizz, failing fail, filing file, happy happi, sky sky, relational relat, conditional condit,
  rational ration, valenci valenc, digitizer digit, operator oper, feudalism feudal, decisiveness decis, hopefulness hope,
  callousness callous, formaliti formal, sensitiviti sensit, sensibiliti sensibl, triplicate triplic, formative form,
  formalize formal, electrical electr, goodness good, revival reviv, allowance allow, inference infer, airliner airlin,
  adjustable adjust, defensible defens, irritant irrit, replacement replac, adjustment adjust, dependent depend,
  adoption adopt, communism commun, activate activ, effective effect, bowdlerize bowdler, probate probat, rate rate,
  cease ceas, controll control, roll roll, a a, by by`;

it.each(examples.split(',').map((pair) => pair.trim().split(' ') as [string, string]))('%s -> %s', (word, stem) => {
  expect(porterStem(word)).toBe(stem);
});
