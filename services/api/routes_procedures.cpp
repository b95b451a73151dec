// The service of procedures.
#include "services/api/procedure_commands.hpp"
#include "services/api/procedure_reads.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

void add_procedures(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::StartProcedureRequest, v1::StartProcedureResponse>(
        service,
        "/ladder.v1.ProcedureService/StartProcedure",
        app,
        threads.database,
        start_procedure
    );
    add_command<v1::RecordEntryRequest, v1::RecordEntryResponse>(
        service, "/ladder.v1.ProcedureService/RecordEntry", app, threads.database, record_entry
    );
    add_command<v1::WithdrawEntryRequest, v1::WithdrawEntryResponse>(
        service, "/ladder.v1.ProcedureService/WithdrawEntry", app, threads.database, withdraw_entry
    );
    add_command<v1::TakeStepRequest, v1::TakeStepResponse>(
        service, "/ladder.v1.ProcedureService/TakeStep", app, threads.database, take_step
    );
    add_read(
        service, "/ladder.v1.ProcedureService/GetProcedure", app, threads.database, get_procedure
    );
    add_read(
        service,
        "/ladder.v1.ProcedureService/ListProcedures",
        app,
        threads.database,
        list_procedures
    );
    add_read(
        service,
        "/ladder.v1.ProcedureService/ListProcedureEvents",
        app,
        threads.database,
        list_procedure_events
    );
}

}  // namespace ladder::api
