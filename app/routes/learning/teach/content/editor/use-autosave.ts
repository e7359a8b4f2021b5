import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import {
  type Autosave,
  conflictWith,
  type EditorState,
  openAutosave,
  type Other,
  type Theirs,
  type Written,
} from "./autosave.ts";

type AutosaveOptions = {
  url: string;
  key: string;
  language: string;
  saved: Written;
  theirs: Theirs | null;
  others: Other[];
};

/** Saves the form of the editor as long as the page is open. `isLive` = scripts have taken the page over. */
export function useAutosave(formRef: RefObject<HTMLFormElement>, options: AutosaveOptions) {
  const [state, setState] = useState<EditorState>(options.theirs ? conflictWith(options.theirs) : { kind: "clean" });
  const [others, setOthers] = useState(options.others);
  const isLive = useSyncExternalStore(nothing, always, never);
  const autosave = useRef<Autosave | null>(null);
  // What the server sent with the page; it does not change while the page is open.
  const first = useRef(options);
  useEffect(() => {
    const form = formRef.current!;
    const running = openAutosave({ ...first.current, form, onState: setState, onOthers: setOthers });
    autosave.current = running;
    return () => running.stop();
  }, [formRef]);
  return { state, others, isLive, autosave };
}

// What React asks for, on the server and while it takes the page over, and what it asks for ever after.
const nothing = () => () => {};
const always = () => true;
const never = () => false;
