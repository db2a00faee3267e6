/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* Rules of clocks, clocks of cases, and the notices for years in the database. */

gboolean zhihui_store_load_clocks (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error);
gboolean zhihui_store_load_case_clocks (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error);
gboolean zhihui_store_write_case_clock (ZhihuiStore           *self,
                                        gint64                 case_id,
                                        const ZhihuiCaseClock *clock,
                                        GError               **error);
gboolean
zhihui_store_write_clock_rule (ZhihuiStore *self, const ZhihuiClockRule *rule, GError **error);
GArray *zhihui_store_list_clock_rules (ZhihuiStore *self, GError **error);
ZhihuiClockRules          *
zhihui_store_make_clock_rules (ZhihuiStore *self, const GArray *rules, GError **error);
gboolean zhihui_store_forget_clock_rules (ZhihuiStore *self, GError **error);
gboolean
zhihui_store_write_unit_duty (ZhihuiStore *self, gint64 unit_id, gboolean on_duty, GError **error);

/* Of the notices in the database. */
typedef struct
{
  int    year;
  guint  n_off, n_worked;
  char  *source; /* owned: the name of the file */
  gint64 loaded_at;
} ZhihuiLoadedYear;

ZhihuiWorkCalendar *zhihui_store_load_calendar (ZhihuiStore *self, GError **error);
gboolean            zhihui_store_write_notice (
             ZhihuiStore *self, const ZhihuiNotice *notice, const char *source, gint64 now, GError **error);
GArray  *zhihui_store_list_years (ZhihuiStore *self, GError **error);
gboolean zhihui_store_read_notices (ZhihuiStore *self, GPtrArray *notices, GError **error);
/* Grows with every notice that is written, and with every change of the rules. */
gboolean zhihui_store_raise_calendar_revision (ZhihuiStore *self, GError **error);
gint64   zhihui_store_get_calendar_revision (ZhihuiStore *self);

G_END_DECLS
