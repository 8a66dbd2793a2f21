import { type Benchmark, type Figure, median, percentile } from './figure.js';
import { gatewayStage, Load } from './gateway/gateway-stage.js';

const WARM_UP = 300;
const ROUNDS = 1_500;
const AIM_P50 = 2;
const AIM_P99 = 15;

/** What the gateway adds to the time of an answer, against the same mock asked directly, by turns. */
const gatewayLatency: Benchmark = async (log) => {
  const stage = await gatewayStage();
  const direct = new Load(stage.mock);
  const through = new Load(stage.devmgr);
  try {
    const figures: Figure[] = [];
    for (const isStream of [false, true]) {
      const kind = isStream ? 'stream' : 'whole';
      log(`${kind}: warming up`);
      for (let at = 0; at < WARM_UP; at++) await Promise.all([direct.ask(isStream), through.ask(isStream)]);
      const times = { direct: [] as number[], through: [] as number[] };
      for (let at = 0; at < ROUNDS; at++) {
        if (at % 250 === 0) log(`${kind}: ${at} of ${ROUNDS}`);
        times.direct.push(await direct.ask(isStream));
        times.through.push(await through.ask(isStream));
      }
      figures.push(figure(kind, times.direct, times.through));
    }
    return figures;
  } finally {
    direct.dispose();
    through.dispose();
    await stage.dispose();
  }
};

function figure(kind: string, direct: readonly number[], through: readonly number[]): Figure {
  const ms = (value: number) => value.toFixed(2);
  const p50 = median(through) - median(direct);
  const p99 = percentile(through, 0.99) - percentile(direct, 0.99);
  return {
    what: `gateway adds, ${kind} answer`,
    measured: `p50 ${ms(p50)} p99 ${ms(p99)} ms`,
    reference: `directly: p50 ${ms(median(direct))} p99 ${ms(percentile(direct, 0.99))} ms`,
    ratio: `${(median(through) / median(direct)).toFixed(1)}x`,
    aim: `p50 at most ${AIM_P50}, p99 at most ${AIM_P99} ms`,
    reached: p50 <= AIM_P50 && p99 <= AIM_P99,
  };
}

export default gatewayLatency;
