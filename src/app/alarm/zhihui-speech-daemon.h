/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A speech-dispatcher of our own, for machines where none runs: it ends with its object, and with
 * this program however that ends. */
typedef struct _ZhihuiSpeechDaemon ZhihuiSpeechDaemon;

ZhihuiSpeechDaemon *zhihui_speech_daemon_new (GError **error);
void                zhihui_speech_daemon_free (ZhihuiSpeechDaemon *self);
const char         *zhihui_speech_daemon_get_socket (ZhihuiSpeechDaemon *self);

G_END_DECLS
