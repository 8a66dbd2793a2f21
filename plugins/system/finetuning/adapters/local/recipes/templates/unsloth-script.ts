/** Trains with Unsloth as its notebooks do, and tells how far it is in devmgr's protocol: docs/finetuning-protocol.md. */
export const UNSLOTH_SCRIPT = `import json, os, sys, time

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "config.json"), encoding="utf-8") as file:
    config = json.load(file)

from unsloth import FastLanguageModel  # first: it patches the others
from datasets import load_dataset
from transformers import TrainerCallback
from trl import SFTConfig, SFTTrainer


def tell(**fields):
    path = os.environ.get("DEVMGR_FINETUNE_EVENTS")
    if path:
        with open(path, "a", encoding="utf-8") as events:
            events.write(json.dumps({"v": 1, **fields}) + "\\n")


class Teller(TrainerCallback):
    def on_step_end(self, args, state, control, **kwargs):
        tell(type="progress", step=state.global_step, total_steps=state.max_steps, epoch=state.epoch, total_epochs=args.num_train_epochs)

    def on_log(self, args, state, control, logs=None, **kwargs):
        logs = logs or {}
        if "loss" in logs or "eval_loss" in logs:
            tell(type="metric", step=state.global_step, loss=logs.get("loss"), validation_loss=logs.get("eval_loss"),
                 learning_rate=logs.get("learning_rate"))

    def on_save(self, args, state, control, **kwargs):
        tell(type="checkpoint", step=state.global_step, path=os.path.join(args.output_dir, "checkpoint-%d" % state.global_step))


model, tokenizer = FastLanguageModel.from_pretrained(
    model_name=config["base_model"], max_seq_length=config["max_length"],
    load_in_4bit=config["quantization"] == "4bit", load_in_8bit=config["quantization"] == "8bit")
model = FastLanguageModel.get_peft_model(
    model, r=config["lora_rank"], lora_alpha=config["lora_alpha"], lora_dropout=0, bias="none", random_state=config["seed"],
    target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"])


def text_of(batch):
    return {"text": [tokenizer.apply_chat_template(messages, tokenize=False) for messages in batch["messages"]]}


files = {"train": config["training_file"]}
if config.get("validation_file"):
    files["validation"] = config["validation_file"]
data = load_dataset("json", data_files=files).map(text_of, batched=True)
trainer = SFTTrainer(
    model=model, processing_class=tokenizer, train_dataset=data["train"], eval_dataset=data.get("validation"),
    callbacks=[Teller()],
    args=SFTConfig(
        output_dir=config["output_dir"], dataset_text_field="text", num_train_epochs=config["epochs"],
        learning_rate=config["learning_rate"], per_device_train_batch_size=config["batch_size"],
        gradient_accumulation_steps=config["gradient_accumulation"], logging_steps=1, report_to="none", seed=config["seed"],
        eval_strategy="epoch" if "validation" in files else "no"))
trainer.train()
model.save_pretrained(config["output_dir"])
tokenizer.save_pretrained(config["output_dir"])
tell(type="result", path=config["output_dir"])
`;
