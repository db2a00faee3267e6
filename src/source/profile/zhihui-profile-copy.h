/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-profile.h"

G_BEGIN_DECLS

/* A profile beside the answers that were recorded through it, and as it reads them again. */

#define ZHIHUI_PROFILE_COPY "source.profile"

gboolean zhihui_profile_check_copy (const ZhihuiProfile *self, GError **error);
gboolean zhihui_profile_copy (const ZhihuiProfile *self, const char *folder, GError **error);
char    *zhihui_profile_dup_base_path (const ZhihuiProfile *self);
void     zhihui_profile_show_again (ZhihuiProfile *self, const char *base, gint64 asked_at);

G_END_DECLS
