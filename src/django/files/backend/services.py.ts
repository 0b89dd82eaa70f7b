/** backend/services.py: what is computed from several rows, in one transaction with the change that asks for it. */
import type { EntityPlan, Plan, SumPlan } from "../../plan.ts";
import { definitions, doc, list, name, type Python, py, str } from "../../python.ts";
import { section } from "../../sections.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";

export const services: Template = {
  path: "backend/services.py",
  group: "review",
  neededBy: ["backend/apps.py", "backend/tests.py"],
  about: ({ entities }) =>
    `keeps ${entities.reduce((sum, { sums }) => sum + sums.length, 0)} computed values up to date`,
  print: (plan) =>
    computing(plan)
      ? {
          doc: () =>
            "Services: what is computed from several rows, whenever one of them changes, wherever that is done.",
          imports: (body) => imports(body, SOURCES),
          sections: () =>
            plan.entities
              .filter(({ sums }) => sums.length > 0)
              .map((entity) =>
                section(
                  entity,
                  servicesOf(entity, plan),
                  entity.sums.map((sum) => `update_${nameOf(entity, sum)}`),
                ),
              ),
        }
      : undefined,
};

/** Does the project compute anything? */
export const computing = (plan: Plan) => plan.entities.some(({ sums }) => sums.length > 0);

const SOURCES = {
  transaction: py`from django.db import transaction`,
  F: py`from django.db.models import F`,
  Sum: py`from django.db.models import Sum`,
  post_delete: py`from django.db.models.signals import post_delete`,
  post_save: py`from django.db.models.signals import post_save`,
  pre_save: py`from django.db.models.signals import pre_save`,
  receiver: py`from django.dispatch import receiver`,
  models: py`from backend import models`,
};

const nameOf = (entity: EntityPlan, sum: SumPlan) => `${entity.snake}_${sum.field}`;

/** One function a sum, and for each kind of children what calls them. */
function servicesOf(entity: EntityPlan, plan: Plan): Python {
  const kinds = Map.groupBy(entity.sums, ({ children, relation }) => `${children}.${relation}`);
  return definitions([
    ...entity.sums.map((sum) => update(entity, sum)),
    ...[...kinds.values()].flatMap((sums) => callers(entity, sums, plan)),
  ]);
}

const update = (entity: EntityPlan, sum: SumPlan): Python => {
  const product = list(sum.of.length > 1 ? sum.of.map((field) => py`F(${str(field)})`) : sum.of.map(str), " * ");
  return py`
    @transaction.atomic
    def ${name(`update_${nameOf(entity, sum)}`)}(pk) -> None:
        ${doc(sum.message)}
        if not models.${name(entity.name)}.objects.select_for_update().filter(pk=pk).first():
            return
        rows = models.${name(sum.children)}.objects.filter(${name(sum.relation)}=pk)
        found = rows.aggregate(sum=Sum(${product}))["sum"]
        models.${name(entity.name)}.objects.filter(pk=pk).update(${name(sum.field)}=found or 0)
  `;
};

/** Signals reach the admin site, shells and cascades as well as the API. */
function callers(entity: EntityPlan, sums: readonly SumPlan[], plan: Plan): Python[] {
  const [sum] = sums;
  const child = plan.entities.find(({ name }) => name === sum?.children);
  if (!sum || !child) throw new Error("A sum of nothing");
  const key = `${sum.relation}_id`;
  const before = `${key}_before`;
  return [
    py`
      @receiver(pre_save, sender=models.${name(child.name)})
      def ${name(`remember_${sum.relation}_of_${child.snake}`)}(sender, instance, **kwargs) -> None:
          """A row can move from one to another: both have to be computed anew."""
          stored = sender.objects.filter(pk=instance.pk).values_list(${str(key)}, flat=True)
          instance.${name(before)} = stored.first()
    `,
    py`
      @receiver([post_save, post_delete], sender=models.${name(child.name)})
      def ${name(`update_${entity.snake}_of_${child.snake}`)}(sender, instance, **kwargs) -> None:
          changed = {instance.${name(key)}, getattr(instance, ${str(before)}, None)} - {None}
          for pk in sorted(changed):
              ${sums.map((it) => py`${name(`update_${nameOf(entity, it)}`)}(pk)`)}
    `,
  ];
}
