/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-catalogue.h"
#include "zhihui-profile.h"

G_BEGIN_DECLS

ZhihuiCatalogue *zhihui_profile_catalogue_new (ZhihuiProfile *profile);

G_END_DECLS
