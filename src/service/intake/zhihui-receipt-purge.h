/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* So long it is known what was told: a year that is told once more when it is over, and a month for
 * whoever is late with it. What is older by its own time is not taken any more. */
#define ZHIHUI_RECEIPTS_KEPT_S (400 * G_GINT64_CONSTANT (86400))

/* Forgets the receipts of events that were told longer ago, a few at a time. */
typedef struct _ZhihuiReceiptPurge ZhihuiReceiptPurge;

ZhihuiReceiptPurge *zhihui_receipt_purge_new (ZhihuiStore *store);
void                zhihui_receipt_purge_free (ZhihuiReceiptPurge *self);
void                zhihui_receipt_purge_start (ZhihuiReceiptPurge *self);
gboolean            zhihui_receipt_purge_step (ZhihuiReceiptPurge *self,
                                               gint64              now,
                                               gboolean           *has_more,
                                               GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReceiptPurge, zhihui_receipt_purge_free)

G_END_DECLS
