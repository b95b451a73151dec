// Binds ReportService.
#include "services/api/report_reads.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

void add_reports(http::ConnectService& service, Application& app, Threads& threads) {
    add_read(service, "/ladder.v1.ReportService/RunReport", app, threads.database, run_report);
}

}  // namespace ladder::api
