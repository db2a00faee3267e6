/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wire.h"

G_BEGIN_DECLS

/* What was read of cases and requests, as the platform writes it: nothing of ours writes them, but
 * so it is seen that nothing of them was lost. */
char *case_rewriter_write_cases (ZhihuiDeskCases *cases, ZhihuiZone *zone);
char *case_rewriter_write_requests (ZhihuiDeskRequests *requests, ZhihuiZone *zone);

G_END_DECLS
