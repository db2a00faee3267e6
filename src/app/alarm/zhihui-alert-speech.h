/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Alerts as they are said aloud: made of kind, level, unit and count alone. The text that the
 * platform wrote is never said: nobody can judge it in a hall. */

char *
zhihui_alert_speech_make (ZhihuiLevel level, const char *kind, const char *unit, gint64 count);
char *zhihui_alert_speech_join (const char *const *sentences, guint n_more, gboolean is_repeated);
char *zhihui_alert_speech_clean_unit (const char *unit);
char *zhihui_alert_speech_spell (gint64 count);

G_END_DECLS
