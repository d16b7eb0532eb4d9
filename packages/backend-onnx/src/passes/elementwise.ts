// Which operators work element by element, whatever the order of the elements.
export const ELEMENTWISE: ReadonlySet<string> = new Set([
  ...['Abs', 'Neg', 'Sqrt', 'Exp', 'Log', 'Reciprocal', 'Sign', 'Relu', 'LeakyRelu', 'Elu'],
  ...['Sigmoid', 'HardSigmoid', 'Tanh', 'Softplus', 'Softsign', 'Selu', 'Erf', 'Not', 'Cast'],
  ...['Floor', 'Ceil', 'Round', 'IsNaN', 'Sin', 'Cos', 'ThresholdedRelu', 'HardSwish', 'Identity'],
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Pow', 'Sum', 'Mod', 'PRelu', 'Where', 'Clip'],
  ...['And', 'Or', 'Xor', 'Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'],
]);
