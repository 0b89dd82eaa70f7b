/** backend/filters.py: how lists are filtered, and what a filter refuses; only where there are any. */
import type { EntityPlan, FilterPlan, Plan } from "../../plan.ts";
import { definitions, members, py } from "../../python.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";
import { recorded } from "./acting.py.ts";

export const filters: Template = {
  path: "backend/filters.py",
  group: "review",
  neededBy: ["core/settings.py"],
  about: () => "filters of lists: a value that cannot be compared is refused, not ignored",
  print: (plan) => {
    if (!hasFilters(plan)) return undefined;
    const body = definitions([flags(plan) && flag(), choices(plan) && chosen(), filterSet(plan), backend()]);
    return py`
      """How lists are filtered."""

      ${imports(body, SOURCES)}


      ${body}
    `;
  },
};

/** Is there a list that can be filtered? */
export const filtering = (plan: Plan) => plan.entities.some(({ filters }) => filters.length > 0);
/** Or, whatever the ERD wants, a history? */
export const hasFilters = (plan: Plan) => filtering(plan) || recorded(plan).length > 0;

const SOURCES = {
  "forms.": py`from django import forms`,
  "models.": py`from django.db import models`,
  "filters.": py`from django_filters import filters`,
  DjangoFilterBackend: py`from django_filters.rest_framework import DjangoFilterBackend`,
  FilterSet: py`from django_filters.rest_framework import FilterSet`,
};

const some = (plan: Plan, wanted: (filter: FilterPlan, entity: EntityPlan) => boolean) =>
  plan.entities.some((entity) => entity.filters.some((filter) => wanted(filter, entity)));

const fieldOf = ({ field }: FilterPlan, { fields }: EntityPlan) => fields.find(({ name }) => name === field);

const flags = (plan: Plan) => some(plan, (filter, entity) => fieldOf(filter, entity)?.type === "boolean");
const choices = (plan: Plan) => some(plan, (filter, entity) => fieldOf(filter, entity)?.enum !== undefined);
/** The API itself needs some query parameters: a filter of that name is asked for under another. */
const renamed = (plan: Plan) => some(plan, ({ parameter, field }) => parameter !== field);

const flag = () => py`
  class FlagField(forms.NullBooleanField):
      """True or false; Django's own field takes any other word for no answer."""

      widget = forms.TextInput

      def to_python(self, value):
          words = {"": None, "true": True, "false": False}
          try:
              return words[(value or "").lower()]
          except KeyError:
              raise forms.ValidationError("Enter true or false.") from None


  class FlagFilter(filters.BooleanFilter):
      field_class = FlagField
`;

const chosen = () => py`
  class ChoiceInFilter(filters.BaseInFilter, filters.ChoiceFilter):
      """Any of several choices, with commas between them."""
`;

const filterSet = (plan: Plan) => py`
  class EntityFilterSet(FilterSet):
      """The filters of one entity, made from what its view says."""

      ${flags(plan) && FLAGGED}
      ${renamed(plan) && TAKEN}

      ${members([renamed(plan) && name(), choices(plan) && lookup(), form()])}
`;

const FLAGGED = py`FILTER_DEFAULTS = {**FilterSet.FILTER_DEFAULTS, models.BooleanField: {"filter_class": FlagFilter}}`;

const TAKEN = py`
  # A field called like one of the API's own query parameters is filtered by <field>_value.
  TAKEN = {"page", "page_size", "search", "ordering", "format", "limit", "offset", "version"}
`;

const name = () => py`
  @classmethod
  def get_filter_name(cls, field_name, lookup_expr):
      parameter = f"{field_name}_value" if field_name in cls.TAKEN else field_name
      return super().get_filter_name(parameter, lookup_expr)
`;

const lookup = () => py`
  @classmethod
  def filter_for_lookup(cls, field, lookup_type):
      if lookup_type == "in" and field.choices:
          return ChoiceInFilter, {"choices": field.choices}
      return super().filter_for_lookup(field, lookup_type)
`;

const form = () => py`
  def get_form_class(self):
      """A form of the filters that were asked for: few of those there are."""
      asked = {name: it.field for name, it in self.filters.items() if name in self.data}
      return type(f"{type(self).__name__}Form", (self._meta.form,), asked)
`;

const backend = () => py`
  class EntityFilterBackend(DjangoFilterBackend):
      """Filters by a view's filterset_fields; their class is made once, not for each request."""

      filterset_base = EntityFilterSet
      made: dict[type, type | None] = {}

      def get_filterset_class(self, view, queryset=None):
          kind = type(view)
          if kind not in self.made:
              self.made[kind] = super().get_filterset_class(view, queryset)
          return self.made[kind]
`;
