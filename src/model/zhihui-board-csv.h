/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* The canonical data of boards: CSV of RFC 4180, the same bytes for the same figures wherever they
 * are written. The hash on a printed bulletin and that of a frozen board are SHA-256 of it. */
void zhihui_board_csv_append_head (GString *csv);
void zhihui_board_csv_append (GString             *csv,
                              const ZhihuiRanking *ranking,
                              ZhihuiZone          *zone,
                              const char          *rule_version);

/* The same rows in the files of a report, with more columns behind, so that one that is taken out
 * says what it is of. The hash of a frozen board is not of these. */
void zhihui_board_csv_append_report_head (GString *csv);
void zhihui_board_csv_append_report (GString             *csv,
                                     const ZhihuiRanking *ranking,
                                     const ZhihuiRanking *shares,
                                     ZhihuiZone          *zone,
                                     const char          *rule_version);

G_END_DECLS
