/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-canonical-data.h"
#include "zhihui-report.h"

G_BEGIN_DECLS

/* The canonical data of a report that can be made; owned by the caller. */
ZhihuiCanonicalData *canonical_cells_read (const ZhihuiReportRequest *request);
/* Which column has that id: there is one. */
guint canonical_cells_find (const ZhihuiCanonicalData *data, guint table, const char *name);

G_END_DECLS
