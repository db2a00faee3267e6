/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 分档: units of one peer group in three thirds by volume, 1 the largest. */
#define ZHIHUI_N_TIERS 3

void zhihui_tier_find (const gint64 *volumes, gsize n_units, guint8 *tiers);

G_END_DECLS
