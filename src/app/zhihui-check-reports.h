/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

char *zhihui_check_quote_json (const char *text);
void  zhihui_check_append_reports (GString *out, GPtrArray *reports);
void  zhihui_check_append_reports_json (GString *out, GPtrArray *reports);

G_END_DECLS
