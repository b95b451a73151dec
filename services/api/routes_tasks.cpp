// The service of deadlines and tasks.
#include "services/api/routes_parts.hpp"
#include "services/api/task_commands.hpp"
#include "services/api/task_reads.hpp"

namespace ladder::api {

void add_tasks(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::SetDeadlineRequest, v1::SetDeadlineResponse>(
        service, "/ladder.v1.TaskService/SetDeadline", app, threads.database, set_deadline
    );
    add_command<v1::ChangeDeadlineRequest, v1::ChangeDeadlineResponse>(
        service, "/ladder.v1.TaskService/ChangeDeadline", app, threads.database, change_deadline
    );
    add_command<v1::OpenTaskRequest, v1::OpenTaskResponse>(
        service, "/ladder.v1.TaskService/OpenTask", app, threads.database, open_task
    );
    add_command<v1::ChangeTaskRequest, v1::ChangeTaskResponse>(
        service, "/ladder.v1.TaskService/ChangeTask", app, threads.database, change_task
    );
    add_read(
        service, "/ladder.v1.TaskService/ListDeadlines", app, threads.database, list_deadlines
    );
    add_read(service, "/ladder.v1.TaskService/ListTasks", app, threads.database, list_tasks);
}

}  // namespace ladder::api
