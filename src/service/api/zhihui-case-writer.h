/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-request.h"
#include "zhihui-wire-writer.h"

G_BEGIN_DECLS

char *zhihui_case_scrub (const char *text, const char *name);
gboolean
zhihui_case_write (ZhihuiRequest *request, ZhihuiWireWriter *writer, gint64 id, gboolean unmasked);

G_END_DECLS
