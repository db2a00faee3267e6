/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-notice.h"

G_BEGIN_DECLS

/* Files with the State Council's notices: the table of data/holidays, and the JSON of holiday-cn.
 */
GPtrArray *zhihui_holiday_file_parse (GBytes *bytes, GError **error);

G_END_DECLS
