/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-facts.h"

typedef struct
{
  gpointer data;  /* owned, nullable: not read yet, or not to be had */
  char    *fault; /* owned, nullable: why it could not be read */
} Fact;

/**
 * ZhihuiUnitFacts:
 *
 * Everything that is read of one unit, as far as it has arrived. Who reads fills it and says when
 * it changed; views show what is there, and say of the rest that it is being read or why it cannot
 * be.
 */
struct _ZhihuiUnitFacts
{
  GObject parent_instance;

  char *unit; /* owned: id */
  Fact  facts[ZHIHUI_N_FACTS];
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitFacts, zhihui_unit_facts, G_TYPE_OBJECT)

static void
free_data (ZhihuiFact fact, gpointer data)
{
  if (data == NULL)
    return;
  if (fact == ZHIHUI_FACT_PORTRAIT)
    zhihui_portrait_unref (data);
  else if (fact == ZHIHUI_FACT_OVERDUE || fact == ZHIHUI_FACT_OPEN)
    zhihui_desk_cases_unref (data);
  else if (fact < ZHIHUI_FACT_BOARD)
    zhihui_trend_unref (data);
  else
    zhihui_ranking_unref (data);
}

static void
zhihui_unit_facts_finalize (GObject *object)
{
  ZhihuiUnitFacts *self = ZHIHUI_UNIT_FACTS (object);

  for (ZhihuiFact fact = 0; fact < ZHIHUI_N_FACTS; fact++)
    {
      free_data (fact, self->facts[fact].data);
      g_free (self->facts[fact].fault);
    }
  g_free (self->unit);

  G_OBJECT_CLASS (zhihui_unit_facts_parent_class)->finalize (object);
}

static void
zhihui_unit_facts_class_init (ZhihuiUnitFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_unit_facts_finalize;
  g_signal_new (
    "changed", ZHIHUI_TYPE_UNIT_FACTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_unit_facts_init (ZhihuiUnitFacts *self)
{
}

/**
 * zhihui_unit_facts_new:
 * @unit: id
 *
 * Returns: (transfer full): of which nothing is read yet
 */
ZhihuiUnitFacts *
zhihui_unit_facts_new (const char *unit)
{
  ZhihuiUnitFacts *self = g_object_new (ZHIHUI_TYPE_UNIT_FACTS, NULL);

  self->unit = g_strdup (unit);
  return self;
}

const char *
zhihui_unit_facts_get_unit (ZhihuiUnitFacts *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_FACTS (self), NULL);

  return self->unit;
}

/**
 * zhihui_unit_facts_get:
 *
 * Returns: (transfer none) (nullable): what was read last, of the type that @fact says
 */
gpointer
zhihui_unit_facts_get (ZhihuiUnitFacts *self, ZhihuiFact fact)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_FACTS (self) && fact < ZHIHUI_N_FACTS, NULL);

  return self->facts[fact].data;
}

/**
 * zhihui_unit_facts_get_fault:
 *
 * Returns: (transfer none) (nullable): why it could not be read the last time
 */
const char *
zhihui_unit_facts_get_fault (ZhihuiUnitFacts *self, ZhihuiFact fact)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_FACTS (self) && fact < ZHIHUI_N_FACTS, NULL);

  return self->facts[fact].fault;
}

/**
 * zhihui_unit_facts_take:
 * @data: (transfer full): of the type that @fact says
 */
void
zhihui_unit_facts_take (ZhihuiUnitFacts *self, ZhihuiFact fact, gpointer data)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_FACTS (self) && fact < ZHIHUI_N_FACTS);

  free_data (fact, self->facts[fact].data);
  self->facts[fact].data = data;
  g_clear_pointer (&self->facts[fact].fault, g_free);
}

/**
 * zhihui_unit_facts_fail:
 * @fault: in words; what was read before is kept
 */
void
zhihui_unit_facts_fail (ZhihuiUnitFacts *self, ZhihuiFact fact, const char *fault)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_FACTS (self) && fact < ZHIHUI_N_FACTS);

  g_free (self->facts[fact].fault);
  self->facts[fact].fault = g_strdup (fault);
}

void
zhihui_unit_facts_emit_changed (ZhihuiUnitFacts *self)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_FACTS (self));

  g_signal_emit_by_name (self, "changed");
}
