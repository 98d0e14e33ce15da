import { renderImage } from "~/platform/media/image-pipeline.server";
import type { RenderTasks } from "~/platform/media/renderers.server";
import { serveTasks } from "~/platform/tasks/task-process.server";

/** A process of `openRenderers`. It knows nothing of the portal but a picture's bytes. */
const tasks: RenderTasks = { render: ({ bytes, trusted }) => renderImage(bytes, { trusted }) };
serveTasks(tasks);
