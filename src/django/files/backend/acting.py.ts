/** backend/acting.py: who is behind the request that is being answered, where rows or their history say so. */
import type { EntityPlan, Plan } from "../../plan.ts";
import { list, py, str } from "../../python.ts";
import type { Template } from "../../template.ts";

/** Does something in the project ask who acts? */
export const isActing = (plan: Pick<Plan, "entities">) => recorded(plan).length > 0 || made(plan).length > 0;

/** Entities whose changes are written down. */
export const recorded = ({ entities }: Pick<Plan, "entities">) => entities.filter(({ extras }) => extras.recorded);

/** Entities that say who made or changed their rows. */
export const made = ({ entities }: Pick<Plan, "entities">) => entities.filter(({ extras }) => extras.makers.length > 0);

export const acting: Template = {
  path: "backend/acting.py",
  group: "review",
  neededBy: ["core/settings.py"],
  about: () => "knows who is acting, for what is filled and recorded by itself",
  print: (plan) => (isActing(plan) ? printed(made(plan).length > 0) : undefined),
};

const printed = (makers: boolean) => py`
  """Who is acting: the person behind the request that is being answered."""

  from contextvars import ContextVar

  _request: ContextVar = ContextVar("request", default=None)


  class ActingMiddleware:
      """Keeps the request at hand: rows are saved far from where it is known."""

      def __init__(self, get_response) -> None:
          self.get_response = get_response

      def __call__(self, request):
          token = _request.set(request)
          try:
              return self.get_response(request)
          finally:
              _request.reset(token)


  def acting_user():
      """Whoever is signed in, by token or session; None outside a request."""
      user = getattr(_request.get(), "user", None)
      return user if user is not None and user.is_authenticated else None


  ${
    makers &&
    py`
      class MakerMixin:
          """Fills who made a row and who changed it last; nobody writes that themselves."""

          CREATED_BY: tuple[str, ...] = ()
          UPDATED_BY: tuple[str, ...] = ()

          def save(self, *args, update_fields=None, **kwargs) -> None:
              user = acting_user()
              names = (*self.CREATED_BY, *self.UPDATED_BY) if self._state.adding else self.UPDATED_BY
              for name in names if user else ():
                  field = self._meta.get_field(name)
                  setattr(self, name, user if field.is_relation else user.get_username())
                  if update_fields is not None:
                      update_fields = {*update_fields, name}
              super().save(*args, update_fields=update_fields, **kwargs)
    `
  }
`;

/** Class attributes that say which fields are filled. */
export const makersOf = ({ extras: { makers } }: EntityPlan) =>
  (["created", "updated"] as const).map((when) => {
    const names = makers.filter((maker) => maker.when === when).map(({ name }) => str(name));
    return (
      names.length > 0 && (when === "created" ? py`CREATED_BY = (${list(names)},)` : py`UPDATED_BY = (${list(names)},)`)
    );
  });
