/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* Writes down what a source is answered. */
typedef struct _ZhihuiRecorder ZhihuiRecorder;

ZhihuiRecorder *zhihui_recorder_new (const char *folder, const char *name, GError **error);
gboolean zhihui_recorder_copy_profile (ZhihuiRecorder *self, ZhihuiSource *source, GError **error);
gboolean zhihui_recorder_close (ZhihuiRecorder *self, GError **error);
void     zhihui_recorder_free (ZhihuiRecorder *self);

/* A ZhihuiWitnessFunc: @user_data is the recorder. */
void  zhihui_recorder_note (const ZhihuiExchangeAccount *account, gpointer user_data);
guint zhihui_recorder_get_n_answers (ZhihuiRecorder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRecorder, zhihui_recorder_free)

G_END_DECLS
