/** A time per call, in the unit that suits it. */
export const formatTime = (nanoseconds: number): string => {
  if (nanoseconds < 1e3) return `${nanoseconds.toFixed(0)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(2)} µs` : `${(nanoseconds / 1e6).toFixed(2)} ms`;
};

export const formatRatio = (ratio: number): string => `${ratio < 10 ? ratio.toFixed(2) : ratio.toPrecision(3)}×`;

export const formatMilliseconds = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;

export const formatShare = (share: number): string => `${(share * 100).toFixed(0)} %`;

export const formatCount = (count: number): string => count.toLocaleString('en');

export const formatBytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
