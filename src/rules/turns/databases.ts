/** Rules in the words of databases: "CHECK (price > 0)", "unique (order, product)". */
import { type Turn, turn } from "../phrases.ts";

/** Whole sentences. */
export const DATABASES: readonly Turn[] = [
  turn("^check ?\\((.+)\\)$", "$1"),
  turn("^unique ?\\( ?lower ?\\(([\\p{L}\\p{N}_]+)\\) ?\\)$", "$1 is unique ignoring case"),
  turn("^unique(?: key| constraint| index)?(?: on)? ?\\(([\\p{L}\\p{N}_]+)\\)$", "$1 is unique"),
  turn("^unique(?: key| constraint| index)?(?: on)? ?\\(([^()]+,[^()]+)\\)$", "the combination of $1 is unique"),
  turn("\\b(?:char_?|character_)?len(?:gth)? ?\\( ?([\\p{L}\\p{N}_.]+) ?\\)", "length of $1"),
  turn("^([\\p{L}\\p{N}_. ]{1,60}?)(?<!\\b(?:is|are|be|or|and)) not null$", "$1 is required"),
  turn(
    "^\\(([^()]+,[^()]+)\\) (?:is|are|must be|should be|has to be|have to be) (?:always )?unique(?: together)?$",
    "the combination of $1 must be unique",
  ),
  turn(" is not null(?= (?:if|when|while|unless|where|once)\\b)", " is required"),
];
