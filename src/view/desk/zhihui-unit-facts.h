/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "zhihui-desk-case.h"
#include "zhihui-portrait.h"

G_BEGIN_DECLS

/* What is read of one unit besides its rows of the boards. */
typedef enum
{
  ZHIHUI_FACT_PORTRAIT, /* ZhihuiPortrait */
  ZHIHUI_FACT_OVERDUE,  /* ZhihuiDeskCases: open and past their deadline */
  ZHIHUI_FACT_OPEN,     /* ZhihuiDeskCases: due soon */
  ZHIHUI_FACT_TREND,    /* ZhihuiTrend of the unit: + metric */
  ZHIHUI_FACT_REGION = ZHIHUI_FACT_TREND + ZHIHUI_N_METRICS, /* ZhihuiTrend of all: + metric */
  ZHIHUI_FACT_BOARD =
    ZHIHUI_FACT_REGION + ZHIHUI_N_METRICS, /* ZhihuiRanking of its peers: + metric */
  ZHIHUI_N_FACTS = ZHIHUI_FACT_BOARD + ZHIHUI_N_METRICS,
} ZhihuiFact;

#define ZHIHUI_TYPE_UNIT_FACTS (zhihui_unit_facts_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiUnitFacts, zhihui_unit_facts, ZHIHUI, UNIT_FACTS, GObject)

ZhihuiUnitFacts *zhihui_unit_facts_new (const char *unit);
const char      *zhihui_unit_facts_get_unit (ZhihuiUnitFacts *self);
gpointer         zhihui_unit_facts_get (ZhihuiUnitFacts *self, ZhihuiFact fact);
const char      *zhihui_unit_facts_get_fault (ZhihuiUnitFacts *self, ZhihuiFact fact);
void             zhihui_unit_facts_take (ZhihuiUnitFacts *self, ZhihuiFact fact, gpointer data);
void             zhihui_unit_facts_fail (ZhihuiUnitFacts *self, ZhihuiFact fact, const char *fault);
void             zhihui_unit_facts_emit_changed (ZhihuiUnitFacts *self);

G_END_DECLS
