declare module 'blessed-contrib/lib/widget/*' {
  const constructor: new (options: object) => unknown;
  export default constructor;
}
