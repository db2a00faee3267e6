/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"

/* (transfer full): the canonical data of the tables in the zone of Shanghai, with lines that end
 * as in C, and without quotes. */
char *table_text_write (GPtrArray *tables);
char *table_text_write_one (ZhihuiDataTable *table); /* takes @table */
