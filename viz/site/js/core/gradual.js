// Long computations in slices: while the page is idle, so that it answers, or
// at once where the result is needed before it is there.

const SLICE = 20; // ms

export class Gradual {
  /** work: a generator that yields every few milliseconds and returns the result. */
  constructor(work) {
    this.work = work;
    this.done = false;
  }

  step() {
    const { done, value } = this.work.next();
    if (done) {
      this.done = true;
      this.result = value;
    }
  }

  /** finish: the result, at once. */
  finish() {
    while (!this.done) {
      this.step();
    }
    return this.result;
  }

  /** whenIdle: goes on as long as the page has nothing else to do; resolves when it is done. */
  async whenIdle() {
    while (!this.done) {
      await new Promise((resolve) => {
        self.requestIdleCallback ? requestIdleCallback(resolve) : setTimeout(resolve, 1);
      });
      for (const end = performance.now() + SLICE; !this.done && performance.now() < end;) {
        this.step();
      }
    }
  }
}
