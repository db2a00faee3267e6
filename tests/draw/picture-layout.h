/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-page.h"

G_BEGIN_DECLS

void picture_layout_check (ZhihuiPicture *picture, const ZhihuiPlace *place);

G_END_DECLS
