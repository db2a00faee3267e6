/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-figures.h"
#include "zhihui-resource.h"

G_BEGIN_DECLS

/* One resource of a profile: its figures are a ZhihuiBundle. */
ZhihuiResource *
zhihui_profile_resource_new (ZhihuiProfile *profile, guint table, const ZhihuiWants *wants);

G_END_DECLS
