/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* For whose eyes something is kept on disk. */
typedef enum
{
  ZHIHUI_KEEP_FOR_DESK, /* what its token may see, without free text */
  ZHIHUI_KEEP_FOR_WALL, /* aggregates: besides, nothing that is about one case or person */
} ZhihuiKeepFor;

gboolean zhihui_kept_form_is_cut (ZhihuiDataset dataset);
gpointer zhihui_kept_form_copy (ZhihuiDataset dataset, gpointer figures, ZhihuiKeepFor keep_for);
char    *zhihui_kept_form_encode (ZhihuiDataset dataset, gpointer figures);
gpointer zhihui_kept_form_decode (ZhihuiDataset dataset, GBytes *body, GError **error);

G_END_DECLS
