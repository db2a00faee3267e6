/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-errands.h"

G_BEGIN_DECLS

/* What stays on disk of errands while they are carried, in case the desk is killed: what kind,
 * when, and how far. Nothing that a person wrote, and nobody it is about. */
void       zhihui_errand_record_follow (ZhihuiDeskErrands *errands, const char *folder);
GPtrArray *zhihui_errand_record_take_left (const char *folder); /* (element-type utf8) */

G_END_DECLS
