/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-history-place.h"

G_BEGIN_DECLS

/* A platform that is not there: its figures go on step by step, the same in every run. */
typedef struct _HistorySample HistorySample;

/* Texts that must not be found in any file: a title, an alert, a decision, names, a telephone. */
extern const char *const history_sample_secrets[];

HistorySample *history_sample_new (guint n_units);
void           history_sample_free (HistorySample *self);
/* @n_cases more on the boards; everything else changes too when @n_cases is not 0. */
void history_sample_advance (HistorySample *self, guint n_cases);
/* Only the summary changes. */
void             history_sample_touch (HistorySample *self);
void             history_sample_set_simulated (HistorySample *self, gboolean is_simulated);
ZhihuiSituation *history_sample_make (HistorySample *self, gint64 at, gint64 now_us);

/* What of @situation may be read back, place by place: name to JSON. */
GHashTable *history_sample_spell (ZhihuiSituation *situation, gboolean is_cut);
/* In no file of @folder. */
void history_sample_assert_no_secrets (const char *folder);
void history_sample_assert_same (ZhihuiSituation *shown, ZhihuiSituation *read_back);

G_END_DECLS
