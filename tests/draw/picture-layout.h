/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-page.h"

G_BEGIN_DECLS

void picture_layout_check (ZhihuiPicture *picture, const ZhihuiPlace *place);
/* "|ONE|ANOTHER|": all texts, in their order; owned by the caller. */
char *picture_layout_join_texts (ZhihuiPicture *picture);

G_END_DECLS
