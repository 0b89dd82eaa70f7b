/** Every spelling of a type, from Python words to SQL, and the type djinn knows it as. */
import { AttributeType } from "./model.ts";
import { nearest } from "./words.ts";

/** Written without case, spaces, underscores; Django's class names are found without their "Field". */
const spellings: Record<AttributeType, string> = {
  string: `string str char varchar varchar2 nvarchar nvarchar2 nchar bpchar character charactervarying nationalcharacter
    charactervaring citext tinystring shorttext name phone phonenumber telephone password cuid ulid nanoid objectid
    enum choice choices select option options color colour`,
  text: `text longtext mediumtext tinytext clob nclob ntext markdown richtext html textarea longstring multiline xml`,
  integer: `integer int int2 int4 int16 int32 smallint mediumint tinyint smallinteger positiveinteger
    positivesmallinteger unsignedinteger unsignedint intunsigned integerunsigned uint short byte serial smallserial auto
    autoincrement smallauto year counter`,
  bigint: `bigint biginteger int8 int64 long positivebiginteger unsignedbigint bigintunsigned bigserial bigauto`,
  decimal: `decimal dec numeric money smallmoney currency price bigdecimal fixed amount`,
  float: `float double real number doubleprecision float4 float8 float32 float64 single binaryfloat binarydouble`,
  boolean: `boolean bool bit flag nullboolean checkbox logical yesno truefalse`,
  date: `date localdate dateonly day birthday`,
  datetime: `datetime timestamp timestamptz timestampwithtimezone timestampwithouttimezone datetime2 smalldatetime
    datetimeoffset datetimetz instant zoneddatetime localdatetime offsetdatetime`,
  time: `time timetz timewithtimezone timewithouttimezone localtime timeonly`,
  duration: `duration timedelta interval period timespan`,
  uuid: `uuid guid uniqueidentifier uuid4 uuidv4`,
  json: `json jsonb dict dictionary object map hstore struct any mixed array list set tuple arrays`,
  email: `email emailaddress mail`,
  url: `url uri link href website urlstring`,
  slug: `slug`,
  ip: `ip ipaddress genericipaddress inet ipv4 ipv6`,
  binary: `binary bytes blob bytea varbinary longblob mediumblob tinyblob longvarbinary raw buffer bytestring`,
  file: `file attachment document upload filepath`,
  image: `image picture photo avatar`,
};

const types = new Map<string, AttributeType>();
for (const type of AttributeType.options) {
  for (const word of spellings[type].split(/\s+/u)) types.set(word, type);
}

/** Which words stand for a closed list of values. */
const choiceWords = new Set(["enum", "choice", "choices", "select", "option", "options"]);

/** The type a word stands for, or undefined where nobody knows it. */
export function typeOf(word: string): AttributeType | undefined {
  const key = keyOf(word);
  return types.get(key) ?? types.get(key.replace(/field$/u, ""));
}

/** Whether the word's brackets hold values to choose from: `enum('x','y')`. */
export const isChoice = (word: string): boolean => choiceWords.has(keyOf(word).replace(/field$/u, ""));

/** The known type that a misspelt one comes nearest to. */
export function nearestType(word: string): string | undefined {
  return nearest(keyOf(word).replace(/field$/u, ""), types.keys());
}

/** `models.CharField`, `Char_Field`, `double precision` → charfield, charfield, doubleprecision. */
const keyOf = (word: string) =>
  word
    .slice(0, 60)
    .replace(/^.*\./u, "")
    .replace(/[\s_-]+/gu, "")
    .toLowerCase();
