/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"

G_BEGIN_DECLS

/* Rows of the ledger into the store. The caller holds the transaction. */
gboolean zhihui_store_write_draft (ZhihuiStore         *self,
                                   const ZhihuiCaseRow *row,
                                   const ZhihuiDraft   *draft,
                                   GError             **error);
gboolean zhihui_store_write_case (ZhihuiStore *self, const ZhihuiCaseRow *row, GError **error);
gboolean zhihui_store_write_assignment (ZhihuiStore        *self,
                                        const ZhihuiLedger *ledger,
                                        guint               index,
                                        GError            **error);
gboolean zhihui_store_write_rating (ZhihuiStore        *self,
                                    gint64              assignment_id,
                                    const ZhihuiRating *rating,
                                    gboolean            replaces,
                                    GError            **error);
gboolean zhihui_store_write_event (ZhihuiStore       *self,
                                   gint64             case_id,
                                   gint64             assignment_id,
                                   gint64             unit,
                                   const ZhihuiEvent *event,
                                   GError           **error);

G_END_DECLS
