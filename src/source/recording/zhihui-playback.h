/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-recorded-answers.h"

G_BEGIN_DECLS

/* Answers on this machine as a platform once did, in the same rhythm. */
typedef struct _ZhihuiPlayback ZhihuiPlayback;

ZhihuiPlayback *zhihui_playback_new (ZhihuiRecordedAnswers *answers, GError **error);
void            zhihui_playback_free (ZhihuiPlayback *self);
const char     *zhihui_playback_get_url (ZhihuiPlayback *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPlayback, zhihui_playback_free)

G_END_DECLS
