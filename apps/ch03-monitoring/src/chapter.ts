// What the chapter is about; said in the help, on the terminal and in the report.

export const NAME = 'ch03-monitoring';
export const TITLE = 'Chapter 3: monitoring';
export const QUESTION: string =
  'What goes on inside a training, and what is wrong with it? Three healthy nets and a broken one are ' +
  'trained side by side for TensorBoard. Expect nothing to be said of the healthy ones, and of the ' +
  'broken one that all its units are copies of each other.';
