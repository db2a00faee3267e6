/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"
#include "zhihui-simulator.h"

G_BEGIN_DECLS

/* What service a case is about and how it is done, where the place has a catalogue. Follows from
 * seed, number and topic of the case, so it need not be kept while the case waits. */
const ZhihuiItem *zhihui_case_service_get_item (const ZhihuiScenario   *scenario,
                                                guint64                 seed,
                                                const ZhihuiPlayedCase *played);
void              zhihui_case_service_set_type (const ZhihuiScenario *scenario,
                                                guint64               seed,
                                                ZhihuiPlayedCase     *played);
void              zhihui_case_service_fill_draft (const ZhihuiScenario   *scenario,
                                                  guint64                 seed,
                                                  const ZhihuiPlayedCase *played,
                                                  ZhihuiDraft            *draft);
gboolean          zhihui_case_service_write (const ZhihuiScenario   *scenario,
                                             guint64                 seed,
                                             const ZhihuiPlayedCase *played,
                                             ZhihuiStore            *store,
                                             gint64                  case_id,
                                             GError                **error);

G_END_DECLS
