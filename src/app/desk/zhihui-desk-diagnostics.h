/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-check-result.h"

G_BEGIN_DECLS

char *zhihui_desk_diagnostics_name_source (const char *where);
char *zhihui_desk_diagnostics_write (const char              *where,
                                     const char              *fault,
                                     const ZhihuiCheckResult *result);

G_END_DECLS
