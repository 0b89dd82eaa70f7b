/** Chance that is the same for the same seed. */

export type Choose = {
  pick: <T>(of: readonly [T, ...T[]]) => T;
  /** True so often: 0.3 is three times in ten. */
  maybe: (share: number) => boolean;
  /** 0, 1, … below the number. */
  below: (number: number) => number;
};

/** A linear congruential generator: quality does not matter here, sameness does. */
export function chooser(seed: number): Choose {
  let state = seed * 7919 + 17;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < 5; i++) random();
  const below = (number: number) => Math.floor(random() * number);
  return { pick: (of) => of[below(of.length)] ?? of[0], maybe: (share) => random() < share, below };
}
