/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* Times in the head of an answer. */
gint64 zhihui_answer_head_get_age_s (SoupMessageHeaders *headers);
gint64 zhihui_answer_head_get_date (SoupMessageHeaders *headers);
gint64 zhihui_answer_head_get_retry_after_s (SoupMessageHeaders *headers, gint64 platform_now);

G_END_DECLS
