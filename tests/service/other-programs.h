/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* What other programs do to the database of a platform. A file of cases has the columns No, In,
 * Due, Out, Office, State, Place and Topic. */
void other_program_imports (ZhihuiStore *store, const char *csv);
/* Two days of the end of July and of August 2020 become days off. */
void other_program_loads_calendar (ZhihuiStore *store);

G_END_DECLS
