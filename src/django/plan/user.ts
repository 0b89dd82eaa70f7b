/** The account: what Django's AbstractUser brings along, and what nobody may give themselves. */
import type { Entity } from "#erd";

/** Attributes AbstractUser declares. `email` is among them, but declared anew, as people are to be found by it. */
export const INHERITED: ReadonlySet<string> = new Set([
  "username",
  "first_name",
  "last_name",
  "password",
  "is_active",
  "is_staff",
  "is_superuser",
  "last_login",
  "date_joined",
]);

/** Attributes that would raise a person above others: Admin sets them, registering does not. */
export const PRIVILEGED =
  /^(roles?|user_type|account_type|permissions?|is_(admin|verified|approved|moderator)|(is_)?(email_)?verified|balance|credits?)$/;

/** What every account has, in the order the API shows it. */
export const ACCOUNT_FIELDS = ["username", "email", "first_name", "last_name"] as const;

/** The entity people sign in as: the ERD's, or one of djinn's own where it has none. */
export function withUser(entities: readonly Entity[]): { entities: Entity[]; implicit: boolean } {
  const known = entities.find(({ user }) => user) ?? entities.find(({ name }) => name.toLowerCase() === "user");
  if (known) return { entities: entities.map((it) => (it === known ? account(it) : it)), implicit: false };
  const plural = ["users", "accounts", "user_accounts"].find((it) => !entities.some((other) => other.plural === it));
  const added = account({
    name: "User",
    label: "User",
    plural: plural ?? "djinn_users",
    user: true,
    key: "integer",
    attributes: [],
    unique: [],
    help: "",
  });
  return { entities: [added, ...entities], implicit: true };
}

/** An account always has a mail address; a key typed by hand would have to be typed into createsuperuser. */
function account(entity: Entity): Entity {
  const email = entity.attributes.find(({ name }) => name === "email") ?? {
    name: "email",
    label: "email",
    type: "email" as const,
    required: true,
    unique: true,
    choices: [],
    help: "",
  };
  const rest = entity.attributes.filter(({ name }) => name !== "email");
  return { ...entity, user: true, key: entity.key === "string" ? "uuid" : entity.key, attributes: [email, ...rest] };
}
