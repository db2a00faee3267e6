/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-complainant-key.h"
#include "zhihui-store.h"
#include "zhihui-word-lists.h"

G_BEGIN_DECLS

/* Reads what citizens wrote, each case once and in the order of their ids: counts words, finds
 * sensitive ones, knows a person who comes again and what lies in one place. What was found is
 * stored beside the case; how far it has read is the setting "read_to". */
typedef struct _ZhihuiCaseReader ZhihuiCaseReader;

/* What a rule may have to look at again; of the last ZHIHUI_MENTION_DAYS. */
typedef struct
{
  guint32     case_index;
  guint8      sensitive; /* ZhihuiSensitiveClass bits */
  guint8      crowd;     /* whether words of a crowd stand in it */
  const char *place; /* owned by the reader, the same pointer for the same place; NULL unknown */
} ZhihuiReading;

ZhihuiCaseReader *zhihui_case_reader_new (ZhihuiStore        *store,
                                          ZhihuiLedger       *ledger,
                                          ZhihuiWorkCalendar *calendar,
                                          ZhihuiZone         *zone,
                                          GError            **error);
void              zhihui_case_reader_free (ZhihuiCaseReader *self);
gboolean          zhihui_case_reader_has_new (ZhihuiCaseReader *self);
gboolean          zhihui_case_reader_follow (ZhihuiCaseReader *self, GError **error);
gboolean
zhihui_case_reader_read (ZhihuiCaseReader *self, guint n_most, guint *n_read, GError **error);
gboolean      zhihui_case_reader_read_all (ZhihuiCaseReader *self, GError **error);
gboolean      zhihui_case_reader_forget (ZhihuiCaseReader *self, gint64 now, GError **error);
const GArray *zhihui_case_reader_get_readings (ZhihuiCaseReader *self);
const ZhihuiComplainantKey *zhihui_case_reader_get_key (ZhihuiCaseReader *self);
gboolean                    zhihui_case_reader_read_store (ZhihuiStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCaseReader, zhihui_case_reader_free)

G_END_DECLS
