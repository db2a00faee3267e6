/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

char *zhihui_check_quote_json (const char *text);
void  zhihui_check_print_reports (GPtrArray *reports);
void  zhihui_check_print_reports_json (GPtrArray *reports);

G_END_DECLS
