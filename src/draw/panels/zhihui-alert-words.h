/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What panels say of an alert. */
const char *zhihui_alert_words_get_level (ZhihuiLevel level); /* "红色" */
char       *zhihui_alert_words_make_text (const ZhihuiAlert *alert);

G_END_DECLS
