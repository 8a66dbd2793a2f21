// Parts of neo-blessed 0.2.0 that are not public and that core/screen relies on.
import 'blessed';
declare module 'blessed' {
  interface BlessedProgram {
    _write(text: string): void;
    _owrite(text: string): void;
  }
  namespace Widgets {
    interface Screen {
      _listenMouse(element?: BlessedElement): void;
      _ci: number;
      draw(start: number, end: number): void;
    }
    interface BlessedElement {
      _getCoords(get?: boolean): { xi: number; xl: number; yi: number; yl: number } | undefined;
      clearPos(): void;
      index: number;
    }
    interface Position {
      width: number | string;
      height: number | string;
    }
  }
}
