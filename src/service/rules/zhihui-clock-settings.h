/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ledger.h"
#include "zhihui-store.h"
#include "zhihui-work-calendar.h"

G_BEGIN_DECLS

/* What a place has settled of its clocks: rules, hours of duty, units whose minutes are such, and
 * notices for years. Its text is a key file with the groups [clocks] and [duty] of scenarios, and
 * with [calendar YEAR] where the notices are wanted too. */
typedef struct
{
  GArray    *rules;      /* owned (element-type ZhihuiClockRule) */
  GArray    *duty_units; /* owned (element-type guint): indices of the ledger */
  char      *hours;      /* owned: as zhihui_duty_hours_parse () reads them */
  GPtrArray *notices;    /* owned (element-type ZhihuiNotice) */
} ZhihuiClockSettings;

/* The names of types, channels and units are those of @ledger. */
ZhihuiClockSettings *
zhihui_clock_settings_load (ZhihuiStore *store, const ZhihuiLedger *ledger, GError **error);
ZhihuiClockSettings *zhihui_clock_settings_parse (const char         *text,
                                                  const ZhihuiLedger *ledger,
                                                  gboolean            with_notices,
                                                  GError            **error);
void                 zhihui_clock_settings_free (ZhihuiClockSettings *self);
char                *zhihui_clock_settings_to_text (const ZhihuiClockSettings *self,
                                                    const ZhihuiLedger        *ledger,
                                                    gboolean                   with_notices);
gboolean             zhihui_clock_settings_write_rules (const ZhihuiClockSettings *self,
                                                        ZhihuiStore               *store,
                                                        GError                   **error);
ZhihuiWorkCalendar  *zhihui_clock_settings_make_calendar (const ZhihuiClockSettings *self,
                                                          GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiClockSettings, zhihui_clock_settings_free)

G_END_DECLS
